package io.futil.sample.loads;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Runs loads, a few of each kind at once.
 */
@Component
final class StartedLoads {

	/**
	 * How many of a kind run at once.
	 */
	static final int MOST = 2;

	private static final Logger logger = LoggerFactory.getLogger(StartedLoads.class);

	private final AsyncTaskExecutor callers;

	private final Map<String, Room> rooms = new TreeMap<>();

	StartedLoads(List<Load> loads, @Qualifier("applicationTaskExecutor") AsyncTaskExecutor callers) {
		this.callers = callers;
		loads.forEach((load) -> this.rooms.put(load.name(), new Room(load, new Semaphore(MOST))));
	}

	/**
	 * Start a load, and do not wait for it.
	 * @return what became of that
	 */
	Started start(String name) {
		Room room = this.rooms.get(name);
		if (room == null) {
			return Started.UNKNOWN;
		}
		if (!room.places().tryAcquire()) {
			return Started.FULL;
		}
		try {
			this.callers.execute(() -> run(room));
			return Started.YES;
		}
		catch (RuntimeException ex) {
			room.places().release();
			throw ex;
		}
	}

	private static void run(Room room) {
		try {
			room.load().run();
		}
		catch (Exception ex) {
			// It was cancelled, or was too late, or the application is being stopped.
			logger.info("The load '{}' was cut short: {}", room.load().name(), ex.getMessage());
		}
		finally {
			room.places().release();
		}
	}

	/** Whether a load was started. */
	enum Started {

		YES, FULL, UNKNOWN

	}

	private record Room(Load load, Semaphore places) {
	}

}
