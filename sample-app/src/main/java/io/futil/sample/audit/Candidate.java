package io.futil.sample.audit;

import java.nio.file.Path;
import java.util.Map;

/**
 * A file with at least one checksum beside it.
 *
 * @param file the file
 * @param name its path below the root, for people
 * @param checksums the checksum files by kind
 * @param bytes its size when the tree was walked; 0 if it is no regular file
 */
record Candidate(Path file, String name, Map<Algorithm, Path> checksums, long bytes) {
}
