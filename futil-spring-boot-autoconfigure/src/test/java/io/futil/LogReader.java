package io.futil;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * Reads what is logged under a name, from warnings on unless said, instead of having it
 * printed. It does not depend on what applications that were started before have left.
 */
public final class LogReader implements AutoCloseable {

	private final Logger logger;

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	public LogReader(String name) {
		this(name, Level.WARN);
	}

	public LogReader(String name, Level level) {
		this.logger = (Logger) LoggerFactory.getLogger(name);
		this.log.start();
		// An application that did not start has left a filter that lets nothing through.
		this.logger.getLoggerContext().getTurboFilterList().clear();
		this.logger.setLevel(level);
		this.logger.setAdditive(false);
		this.logger.addAppender(this.log);
	}

	/**
	 * What was logged.
	 * @return the messages, oldest first
	 */
	public List<String> messages() {
		return this.log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	/**
	 * What was logged, each with its level.
	 * @return as in {@code WARN message}, oldest first
	 */
	public List<String> lines() {
		return this.log.list.stream().map((event) -> event.getLevel() + " " + event.getFormattedMessage()).toList();
	}

	/** Forget what was logged. */
	public void clear() {
		this.log.list.clear();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.log);
		this.logger.setLevel(null);
		this.logger.setAdditive(true);
	}

}
