package io.futil.sample.loads;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.futil.fanout.FanOutOperations;
import org.springframework.stereotype.Component;

/**
 * What the audit at start-up does, with files that are made up: the checksums are read on
 * {@code io}, where tasks wait, and the files hashed on {@code cpu}, where they compute.
 */
@Component
final class BigAudit implements Load {

	private static final int BUFFERS = 128;

	private static final int BUFFER = 64 * 1024;

	private final FanOutOperations io;

	private final FanOutOperations cpu;

	private final int files;

	BigAudit(FanOutOperations fanOut, LoadProperties properties) {
		Duration longest = Duration.ofSeconds(60);
		this.io = fanOut.on("io").named("audit-read").timeout(longest);
		this.cpu = fanOut.on("cpu").named("audit-hash").timeout(longest);
		this.files = properties.files();
	}

	@Override
	public String name() {
		return "audit";
	}

	@Override
	public void run() {
		List<Integer> claims = this.io.map(IntStream.range(0, this.files).boxed().toList(), BigAudit::read);
		this.cpu.map(claims, BigAudit::hash);
	}

	private static Integer read(Integer file) throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(20 + file % 7 * 20);
		return file;
	}

	private static Integer hash(Integer file) throws NoSuchAlgorithmException, InterruptedException {
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
