package io.futil.compatibility;

import java.nio.file.Path;
import java.util.List;

import io.futil.autoconfigure.FutilExecutorsAutoConfiguration;
import io.futil.fanout.FanOutTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringBootVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A cell is what it says it is.
 */
class CellTests {

	@ParameterizedTest
	@EnumSource
	void aPartnerIsThereOrIsNot(Partner partner) {
		if (Cell.has(partner)) {
			assertThat(partner.isPresent()).isTrue();
		}
		else {
			assertThat(partner.isAbsent()).isTrue();
		}
	}

	@Test
	void springBootIsOfThisLineAndOfNoOther() {
		String version = Cell.required("cell.boot");
		assertThat(version).startsWith(Cell.required("cell.line") + ".");
		assertThat(SpringBootVersion.getVersion()).isEqualTo(version);
		assertThat(ClassPath.jars()).filteredOn((jar) -> jar.startsWith("spring-boot"))
			.isNotEmpty()
			.allMatch((jar) -> jar.endsWith("-" + version + ".jar"));
	}

	@Test
	void hazelcastIsOfTheVersionOfThisCell() {
		List<String> jars = ClassPath.jars().stream().filter((jar) -> jar.startsWith("hazelcast")).toList();
		if (Cell.has(Partner.HAZELCAST)) {
			assertThat(jars).containsExactly("hazelcast-" + Cell.required("cell.hazelcast") + ".jar");
			assertThat(Cell.required("cell.hazelcast").equals(Cell.required("cell.hazelcast.managed")))
				.isEqualTo(Cell.current() == Cell.MANAGED_HAZELCAST);
		}
	}

	@Test
	void theJavaIsTheOneThatWasAskedFor() {
		assertThat(Runtime.version().feature()).isEqualTo(Integer.parseInt(Cell.required("cell.java")));
	}

	@Test
	void theCodeWasOrWasNotGeneratedAheadOfTime() {
		assertThat(AotDetector.useGeneratedArtifacts()).isEqualTo(Cell.current() == Cell.AHEAD_OF_TIME);
	}

	@Test
	void futilIsTheJarOfThisBuild() throws Exception {
		List<Path> jars = ClassPath.entries()
			.stream()
			.filter((entry) -> entry.getFileName().toString().startsWith("futil-"))
			.toList();
		Path build = Path.of(Cell.required("cell.build"));
		assertThat(jars).extracting((jar) -> build.relativize(jar.getParent()).toString())
			.containsExactlyInAnyOrder("futil-spring-boot-autoconfigure/target", "futil-spring-boot-starter/target");
		assertThat(jars).allMatch((jar) -> jar.toString().endsWith(".jar"));
		for (Class<?> type : List.of(FanOutTemplate.class, FutilExecutorsAutoConfiguration.class)) {
			assertThat(jars).contains(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
		}
	}

}
