package io.futil.sample.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A kind of checksum that repositories publish beside a file.
 */
enum Algorithm {

	SHA256("SHA-256", ".sha256", 64),

	SHA1("SHA-1", ".sha1", 40),

	MD5("MD5", ".md5", 32);

	private final String name;

	private final String suffix;

	private final int digits;

	Algorithm(String name, String suffix, int digits) {
		this.name = name;
		this.suffix = suffix;
		this.digits = digits;
	}

	String suffix() {
		return this.suffix;
	}

	/**
	 * The length of its value in hexadecimal digits.
	 */
	int digits() {
		return this.digits;
	}

	MessageDigest newDigest() {
		try {
			return MessageDigest.getInstance(this.name);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java runtime has no " + this.name, ex);
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}
