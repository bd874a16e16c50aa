package io.futil.docs;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import io.futil.autoconfigure.FutilClusterAutoConfiguration;
import io.futil.cluster.ClusterMembers;
import io.futil.docs.Domain.Mailer;
import io.futil.docs.Domain.Order;
import io.futil.docs.Domain.Price;
import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the page of the cluster shows works on a member, and the keys that it lists are
 * those of the README.
 */
@Timeout(60)
class ClusterPageTests {

	private static final List<Order> ORDERS = IntStream.range(0, 250).mapToObj(Order::new).toList();

	private static ApplicationContextRunner member() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int port = socket.getLocalPort();
			return Settings
				.of("futil.executors.reports.threads=cluster", "futil.cluster.name=page-" + port,
						"futil.cluster.port=" + port, "futil.cluster.members=127.0.0.1:" + port,
						"futil.cluster.allowed-packages=io.futil.docs")
				.withConfiguration(AutoConfigurations.of(FutilClusterAutoConfiguration.class))
				.withBean(PriceService.class)
				.withBean(DailyPrices.class)
				.withBean(Mailer.class);
		}
	}

	@Test
	void itsExamplesRunOnAMember() throws IOException {
		member().run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class);
			List<Price> expected = ORDERS.stream().map((order) -> new Price(order, BigDecimal.TEN)).toList();
			assertThat(Pricing.prices(fanOut, ORDERS)).isEqualTo(expected);
			assertThat(Pricing.idempotent(fanOut, ORDERS)).isEqualTo(expected);
			assertThat(Pricing.one(fanOut, ORDERS.get(7), ORDERS).get()).isEqualTo(expected.get(7));
			assertThat(context.getBean(Mailer.class).confirmed()).containsExactlyInAnyOrderElementsOf(ORDERS);
			assertThat(context.getBean(DailyPrices.class).prices(ORDERS)).extracting(Price::order).isEqualTo(ORDERS);
			assertThat(Pricing.busy(context.getBean(ClusterMembers.class)))
				.matches("127\\.0\\.0\\.1:\\d+ UP: \\d+ of \\d+");
			assertThatExceptionOfType(FanOutException.class)
				.isThrownBy(() -> Pricing.prices(fanOut, List.of(new Order(-1))))
				.havingCause()
				.isInstanceOf(IOException.class)
				.withMessage("no such order");
		});
	}

	@Test
	void anInstanceOfTheApplicationCarriesTheMessages() throws IOException {
		member().withUserConfiguration(SharedHazelcast.class)
			.withBean(Config.class, ClusterPageTests::loopback)
			.run((context) -> {
				assertThat(Pricing.prices(context.getBean(FanOutOperations.class), ORDERS)).hasSize(250);
				assertThat(context.getBean(HazelcastInstance.class).getDistributedObjects())
					.anyMatch((object) -> object.getName().startsWith("io.futil.cluster:"));
			});
	}

	private static Config loopback() {
		Config config = new Config();
		config.setProperty("hazelcast.phone.home.enabled", "false").setProperty("hazelcast.socket.bind.any", "false");
		config.getNetworkConfig().setPort(0).getInterfaces().setEnabled(true).addInterface("127.0.0.1");
		config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
		config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
		return config;
	}

	@Test
	void whatItTakesAlongIsThereInATaskAndNotBehindIt() {
		ShipmentPropagator propagator = new ShipmentPropagator();
		MDC.put("shipment", "4711");
		Map<String, String> captured = propagator.capture();
		MDC.clear();
		try (AutoCloseable scope = propagator.restore(captured)) {
			assertThat(MDC.get("shipment")).isEqualTo("4711");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(MDC.get("shipment")).isNull();
	}

	@Test
	void itsKeysAndDefaultsAreThoseOfTheReadme() {
		Page readme = Page.of("README.md");
		String table = readme.text().substring(readme.text().indexOf("Under `futil.cluster`"));
		Map<String, String> known = new LinkedHashMap<>();
		rows(new Page(readme.file(), table)).filter((row) -> row.get(0).matches("`[a-z-]+`"))
			.forEach((row) -> known.put("futil.cluster." + row.get(0).replace("`", ""), row.get(2)));
		Map<String, String> listed = new LinkedHashMap<>();
		rows(Page.of("docs/cluster.md")).filter((row) -> row.get(0).startsWith("`futil.cluster."))
			.forEach((row) -> listed.put(row.get(0).replace("`", ""), row.get(1)));
		assertThat(listed).hasSize(13).containsExactlyEntriesOf(known);
	}

	private static Stream<List<String>> rows(Page page) {
		return page.rows().stream().filter((row) -> row.size() == 3);
	}

}
