package io.futil.sample.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

import io.futil.fanout.FanOutException;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Audits once the web server is up, shows the table and writes the file.
 */
@Component
@ConditionalOnBooleanProperty(name = "audit.enabled", matchIfMissing = true)
final class AuditRunner implements ApplicationRunner {

	private final Audit audit;

	private final AuditTarget target;

	private final LatestReport latest;

	private final ReportFile file;

	AuditRunner(Audit audit, AuditProperties properties, LatestReport latest, ReportFile file) {
		this.audit = audit;
		this.target = AuditTarget.of(properties);
		this.latest = latest;
		this.file = file;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		try {
			show(this.audit.run(this.target.root(), System.out));
		}
		catch (FanOutException | CancellationException ex) {
			// Nearly always because the application is being stopped.
			System.err.println("The audit was cut short: " + ex.getMessage());
		}
	}

	private void show(AuditReport report) {
		this.latest.set(report);
		System.out.println();
		System.out.print(ReportTable.of(report));
		Path file = this.target.report();
		if (file != null) {
			write(report, file);
		}
	}

	private void write(AuditReport report, Path file) {
		try {
			this.file.write(report, file);
			System.out.println("Written to " + file);
		}
		catch (IOException ex) {
			System.err.println("audit.report: cannot write " + file + " (" + Reasons.of(ex) + ")");
		}
	}

}
