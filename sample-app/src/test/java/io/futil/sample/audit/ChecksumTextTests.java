package io.futil.sample.audit;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChecksumTextTests {

	private static final String VALUE = "0123456789abcdef0123456789abcdef01234567";

	@ParameterizedTest
	@ValueSource(strings = { "%s", "%s\n", "\r\n %s \r\n", "%s  a.jar", "%s *a.jar\n", "%s\ta b.jar", "a.jar: %s",
			"a b.jar:%n%s", "SHA1 (a.jar) = %s", "SHA1(a.jar)= %s\n", "SHA1(a.jar)=%s", "%s " + VALUE + ".jar",
			VALUE + ".jar: %s", "%s\n" + "second line", "\u00EF\u00BB\u00BF%s", "\\%s *a\\nb.jar" })
	void understands(String format) {
		String other = VALUE.replace('0', 'f');
		String text = format.replace("%n", " ");
		assertThat(ChecksumText.parse(text.formatted(other), Algorithm.SHA1)).contains(other);
		assertThat(ChecksumText.parse(text.formatted(other.toUpperCase(Locale.ROOT)), Algorithm.SHA1)).contains(other);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \n\t", "a.jar", "<html><body>404 Not Found</body></html>",
			"0123456789abcdef0123456789abcdef0123456", "0123456789abcdef0123456789abcdef012345678",
			"0123456789abcdef0123456789abcdef0123456g", "=", "===" })
	void findsNothingIn(String text) {
		assertThat(ChecksumText.parse(text, Algorithm.SHA1)).isEmpty();
	}

	@Test
	void lengthTellsTheKind() {
		assertThat(ChecksumText.parse(VALUE, Algorithm.MD5)).isEmpty();
		assertThat(ChecksumText.parse(VALUE, Algorithm.SHA256)).isEmpty();
	}

}
