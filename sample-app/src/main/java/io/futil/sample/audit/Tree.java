package io.futil.sample.audit;

import java.util.List;

/**
 * What a walk through the tree has found.
 *
 * @param candidates files with a checksum beside them
 * @param unreadable what can be seen to be unreadable without opening it
 * @param missing how many checksum files have nothing beside them; not an error, since
 * tools fetch a checksum before they decide whether they need the file
 */
record Tree(List<Candidate> candidates, List<Finding> unreadable, long missing) {
}
