package io.futil.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prints what became of each cell, from what the build has written down about it.
 */
class MatrixTable {

	@Test
	void eachCellHasRunAndPassed() throws Exception {
		List<Row> rows = new ArrayList<>();
		for (Cell cell : Cell.values()) {
			rows.add(Row.of(cell, Path.of(Cell.required("cell.reports"), cell.id())));
		}
		System.out.println(Row.HEADER);
		rows.forEach(System.out::println);
		assertThat(rows).allMatch(Row::passed);
	}

	/** One JVM: what it was, and what its tests said. */
	private record Row(Cell cell, String boot, String java, int tests, int failed, double seconds) {

		static final String HEADER = """

				| Spring Boot | Java | cell                        | tests | failed | seconds | result |
				|-------------|------|-----------------------------|-------|--------|---------|--------|""";

		static Row of(Cell cell, Path folder) throws Exception {
			String boot = "?";
			String java = "?";
			int tests = 0;
			int failed = 0;
			double seconds = 0;
			for (Path file : reports(folder)) {
				Document report = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
				Element suite = report.getDocumentElement();
				assertThat(property(report, "cell")).isEqualTo(cell.id());
				boot = property(report, "cell.boot");
				java = property(report, "java.specification.version");
				tests += number(suite, "tests");
				failed += number(suite, "failures") + number(suite, "errors") + number(suite, "skipped");
				seconds += Double.parseDouble(suite.getAttribute("time"));
			}
			return new Row(cell, boot, java, tests, failed, seconds);
		}

		private static List<Path> reports(Path folder) throws IOException {
			if (!Files.isDirectory(folder)) {
				return List.of();
			}
			try (Stream<Path> files = Files.list(folder)) {
				return files.filter((file) -> file.getFileName().toString().matches("TEST-.*\\.xml")).toList();
			}
		}

		private static int number(Element suite, String attribute) {
			return Integer.parseInt(suite.getAttribute(attribute));
		}

		private static String property(Document report, String name) {
			NodeList properties = report.getElementsByTagName("property");
			for (int i = 0; i < properties.getLength(); i++) {
				Element property = (Element) properties.item(i);
				if (property.getAttribute("name").equals(name)) {
					return property.getAttribute("value");
				}
			}
			throw new IllegalStateException("The report does not tell '" + name + "'");
		}

		boolean passed() {
			return this.tests > 0 && this.failed == 0;
		}

		@Override
		public String toString() {
			return String.format("| %-11s | %-4s | %-27s | %5d | %6d | %7.1f | %-6s |", this.boot, this.java,
					this.cell.id(), this.tests, this.failed, this.seconds, passed() ? "passed" : "FAILED");
		}

	}

}
