package io.futil.sample.loads;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.springframework.stereotype.Component;

/**
 * Files of 8 MiB that are on no disk, so that each member of a cluster has them.
 */
@Component
final class MadeUpFiles {

	private static final int BUFFERS = 128;

	private static final int BUFFER = 64 * 1024;

	Integer hash(Integer file) throws NoSuchAlgorithmException, InterruptedException {
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		byte[] buffer = new byte[BUFFER];
		buffer[0] = file.byteValue();
		for (int i = 0; i < BUFFERS; i++) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			digest.update(buffer);
		}
		return Integer.valueOf(digest.digest()[0]);
	}

}
