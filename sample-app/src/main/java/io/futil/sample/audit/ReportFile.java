package io.futil.sample.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Writes the report as JSON, aside first, so that nobody who waits for the file ever sees
 * half of it.
 */
@Component
final class ReportFile {

	private final JsonMapper mapper;

	ReportFile(JsonMapper mapper) {
		this.mapper = mapper;
	}

	void write(AuditReport report, Path file) throws IOException {
		Path aside = file.resolveSibling(file.getFileName() + ".part");
		Files.write(aside, this.mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
		Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
	}

}
