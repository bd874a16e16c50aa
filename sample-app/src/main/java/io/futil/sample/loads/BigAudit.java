package io.futil.sample.loads;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.futil.cluster.ClusterTasks;
import io.futil.fanout.FanOutOperations;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.util.function.ThrowingFunction;

/**
 * What the audit at start-up does, with files that are made up: the checksums are read on
 * {@code io}, where tasks wait, and the files hashed on {@code cpu}, where they compute,
 * or on all members of the cluster.
 */
@Component
final class BigAudit implements Load {

	private final FanOutOperations io;

	private final FanOutOperations hashing;

	private final ThrowingFunction<Integer, Integer> hash;

	private final int files;

	BigAudit(FanOutOperations fanOut, MadeUpFiles madeUp, LoadProperties properties, Environment environment) {
		boolean cluster = environment.acceptsProfiles(Profiles.of("cluster"));
		Duration longest = Duration.ofSeconds(60);
		this.io = fanOut.on("io").named("audit-read").timeout(longest);
		this.hashing = fanOut.on(cluster ? "workers" : "cpu").named("audit-hash").timeout(longest);
		this.hash = cluster ? ClusterTasks.bean(MadeUpFiles.class, MadeUpFiles::hash).idempotent() : madeUp::hash;
		this.files = properties.files();
	}

	@Override
	public String name() {
		return "audit";
	}

	@Override
	public void run() {
		List<Integer> claims = this.io.map(IntStream.range(0, this.files).boxed().toList(), BigAudit::read);
		this.hashing.map(claims, this.hash);
	}

	private static Integer read(Integer file) throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(20 + file % 7 * 20);
		return file;
	}

}
