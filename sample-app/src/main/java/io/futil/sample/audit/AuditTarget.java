package io.futil.sample.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Where the audit reads and where it writes. Made from properties, and only if both
 * places are usable: better to say so at once than after minutes of hashing.
 *
 * @param root the directory to audit
 * @param report the file for the JSON report, or {@code null} for none
 */
record AuditTarget(Path root, @Nullable Path report) {

	static AuditTarget of(AuditProperties properties) {
		return new AuditTarget(root(properties.root()), report(properties.report()));
	}

	private static Path root(@Nullable String value) {
		Path root = StringUtils.hasText(value) ? path("audit.root", value).toAbsolutePath().normalize()
				: localRepository();
		if (!Files.exists(root)) {
			throw new AuditTargetException(
					"audit.root: there is no " + root + "; name a directory with --audit.root=DIR");
		}
		if (!Files.isDirectory(root)) {
			throw new AuditTargetException(
					"audit.root: " + root + " is not a directory; name a directory with --audit.root=DIR");
		}
		try {
			return root.toRealPath();
		}
		catch (IOException ex) {
			throw new AuditTargetException("audit.root: " + root + " cannot be opened (" + Reasons.of(ex) + ")");
		}
	}

	private static Path localRepository() {
		String elsewhere = System.getProperty("maven.repo.local");
		if (StringUtils.hasText(elsewhere)) {
			return path("maven.repo.local", elsewhere);
		}
		return path("user.home", System.getProperty("user.home", "")).resolve(".m2").resolve("repository");
	}

	private static @Nullable Path report(@Nullable String value) {
		if (!StringUtils.hasText(value)) {
			return null;
		}
		Path report = path("audit.report", value).toAbsolutePath().normalize();
		Path directory = report.getParent();
		boolean occupied = Files.exists(report) && !Files.isRegularFile(report);
		if (directory == null || occupied || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
			throw new AuditTargetException(
					"audit.report: " + report + " cannot be written; name a file in a directory that exists");
		}
		return report;
	}

	private static Path path(String key, String value) {
		try {
			return Path.of(value);
		}
		catch (InvalidPathException ex) {
			throw new AuditTargetException(key + ": this platform cannot express the path " + Reasons.printable(value)
					+ "; start with a UTF-8 locale, such as LC_ALL=C.UTF-8");
		}
	}

}
