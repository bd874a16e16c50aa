package io.futil.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the picture and the page of the architecture name is there, and the picture needs
 * nobody else to be seen.
 */
class ArchitecturePageTests {

	private static final Path PICTURE = Page.ROOT.resolve("docs/architecture.svg");

	private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]+");

	private static final Path MODULE = Page.ROOT.resolve("futil-spring-boot-autoconfigure/src");

	@Test
	void thePictureNamesPackagesAndTypesThatAreThere() throws Exception {
		Set<String> types = types();
		List<String> names = new ArrayList<>();
		NodeList texts = DocumentBuilderFactory.newDefaultInstance()
			.newDocumentBuilder()
			.parse(PICTURE.toFile())
			.getElementsByTagName("text");
		IntStream.range(0, texts.getLength())
			.mapToObj((i) -> (Element) texts.item(i))
			.filter((text) -> Set.of("code", "small").contains(text.getAttribute("class")))
			.forEach((text) -> names.addAll(List.of(text.getTextContent().split(" +"))));
		assertThat(names).contains("io.futil.fanout", "Call")
			.allMatch((name) -> types.contains(name)
					|| Files.isDirectory(MODULE.resolve("main/java").resolve(name.replace('.', '/'))));
	}

	@Test
	void thePictureShowsEachPackage() throws Exception {
		String picture = Files.readString(PICTURE);
		try (Stream<Path> files = Files.walk(MODULE.resolve("main/java"))) {
			assertThat(files.filter((file) -> file.endsWith("package-info.java"))
				.map((file) -> MODULE.resolve("main/java").relativize(file.getParent()).toString().replace('/', '.')))
				.isNotEmpty()
				.allMatch((name) -> picture.contains(">" + name + "<"));
		}
	}

	@Test
	void thePictureLoadsNothing() throws Exception {
		String picture = Files.readString(PICTURE).replace("http://www.w3.org/2000/svg", "");
		assertThat(picture).doesNotContain("http", "href", "@import", "<script", "<image", "<foreignObject");
		assertThat(Pattern.compile("url\\((.)").matcher(picture).results().map((MatchResult url) -> url.group(1)))
			.isNotEmpty()
			.containsOnly("#");
	}

	@Test
	void thePageNamesTypesThatAreThere() throws IOException {
		List<String> named = Page.of("docs/architecture.md")
			.code()
			.stream()
			.filter((code) -> TYPE.matcher(code).matches())
			.toList();
		assertThat(named).isNotEmpty().isSubsetOf(types());
	}

	private static Set<String> types() throws IOException {
		try (Stream<Path> files = Files.walk(MODULE)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((file) -> file.endsWith(".java"))
				.map((file) -> file.replace(".java", ""))
				.collect(Collectors.toSet());
		}
	}

}
