package io.futil;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * Reads what is logged under a name, from warnings on, instead of having it printed. It
 * does not depend on what applications that were started before have left.
 */
public final class LogReader implements AutoCloseable {

	private final Logger logger;

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	public LogReader(String name) {
		this.logger = (Logger) LoggerFactory.getLogger(name);
		this.log.start();
		// An application that did not start has left a filter that lets nothing through.
		this.logger.getLoggerContext().getTurboFilterList().clear();
		this.logger.setLevel(Level.WARN);
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
