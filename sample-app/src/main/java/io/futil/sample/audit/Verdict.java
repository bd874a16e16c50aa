package io.futil.sample.audit;

/**
 * What became of a file.
 */
enum Verdict {

	/** It is what was published. */
	INTACT,

	/** It is not what was published. */
	CORRUPT,

	/** It, its name or its checksum cannot be read, so nobody knows. */
	UNREADABLE

}
