package io.futil.cluster;

import java.util.List;
import java.util.concurrent.TimeUnit;

import com.acme.orders.Order;
import com.acme.other.LoudRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which classes a peer may name.
 */
class AllowedTypesTests {

	private final AllowedTypes types = Wire.types("com.acme.orders");

	@Test
	void thoseOfThePackagesAndOfThoseBelow() {
		assertThat(this.types.allows(Order.class)).isTrue();
		assertThat(this.types.allows(Order.Line.class)).isTrue();
		assertThat(this.types.allows(LoudRecord.class)).isFalse();
		assertThat(this.types.allows(String.class)).isFalse();
		assertThat(Wire.types("com").allows(LoudRecord.class)).isTrue();
		assertThat(Wire.types("com.acme.ord").allows(Order.class)).isFalse();
		assertThat(Wire.types().allows(Order.class)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "*", "com.acme.*", "com..acme", ".com", "com.", "com/acme", "1a" })
	void aNameThatIsNoPackageIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> Wire.types("com.acme", name))
			.withMessage("'" + name + "' in 'futil.cluster.allowed-packages' is no package. Write a name such as"
					+ " com.acme; the packages below it are allowed, too.");
	}

	@Test
	void eachIsFoundAsWhatItIs() {
		String order = Order.class.getName();
		assertThat(this.types.recordType(order)).isEqualTo(Order.class);
		assertThat(this.types.beanType(order)).isEqualTo(Order.class);
		assertThat(this.types.elementType(order)).isEqualTo(Order.class);
		assertThat(this.types.enumType(Order.State.class.getName())).isEqualTo(Order.State.class);
		assertThat(this.types.enumType(TimeUnit.class.getName())).isEqualTo(TimeUnit.class);
		assertThat(this.types.throwableType("java.io.IOException")).isEqualTo(java.io.IOException.class);
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.types.enumType(order))
			.withMessage("A peer named com.acme.orders.Order, which is no enum.");
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.types.throwableType(order))
			.withMessage("A peer named com.acme.orders.Order, which is no exception.");
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> this.types.recordType(Order.State.class.getName()));
	}

	@Test
	void beansAndRecordsOfTheJdkAreNot() {
		for (String name : List.of("java.lang.Runtime", "java.lang.ProcessBuilder")) {
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.types.beanType(name))
				.withMessage("A peer named the type of a bean " + name + ", which is in none of the packages allowed"
						+ " here. If it is yours, add its package to futil.cluster.allowed-packages. If the other one is"
						+ " another application, give each its own futil.cluster.name.");
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.types.recordType(name));
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.types.elementType(name));
		}
	}

	@Test
	void oneThatIsNotHereIsNamed() {
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> this.types.recordType("com.acme.orders.New"))
			.withMessage("A peer named the record com.acme.orders.New, which this member does not have."
					+ " Run the same version of the application on all members.");
	}

	@Test
	void aNameIsPrintedOnOneShortLine() {
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> this.types.recordType("a\nb\u202e" + "c".repeat(10_000)))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("a?b?ccc").hasSizeLessThan(500));
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> this.types.recordType("com.acme.orders." + "c".repeat(10_000)))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(500));
	}

	@Test
	void aNameThatDiffersInCaseOrIsAPathIsNone() {
		for (String name : List.of("com.acme.orders.ORDER", "com.acme.orders.../other/LoudRecord", "com.acme.orders.\0",
				"com.acme.orders./etc/passwd", "com.acme.orders.")) {
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> this.types.recordType(name));
		}
	}

}
