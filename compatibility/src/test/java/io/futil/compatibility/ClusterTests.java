package io.futil.compatibility;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

import io.futil.cluster.ClusterMember;
import io.futil.cluster.ClusterMembers;
import io.futil.cluster.ClusterTasks;
import io.futil.compatibility.application.Clustered.Account;
import io.futil.compatibility.application.Clustered.Balance;
import io.futil.compatibility.application.Clustered.Ledger;
import io.futil.compatibility.retry.RetriedElsewhere;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A cluster of one, which sends its tasks to itself, if Hazelcast is there.
 */
@Timeout(120)
class ClusterTests {

	@Test
	void recordsTravelToAMemberAndBack() {
		assertThat(Running.context().containsBean("reports")).isEqualTo(Cell.has(Partner.HAZELCAST));
		assertThat(Running.context().getBeansOfType(ClusterMembers.class)).hasSize(Cell.has(Partner.HAZELCAST) ? 1 : 0);
		if (Cell.has(Partner.HAZELCAST)) {
			List<Account> accounts = IntStream.range(0, 100).mapToObj(ClusterTests::account).toList();
			List<Balance> balances = Running.fanOut()
				.on("reports")
				.map(accounts, ClusterTasks.bean(Ledger.class, Ledger::balance));
			assertThat(balances).extracting(Balance::account).isEqualTo(accounts);
			assertThat(balances).extracting(Balance::sum)
				.containsExactlyElementsOf(
						IntStream.range(0, 100).mapToObj((i) -> BigDecimal.valueOf(i).add(BigDecimal.TEN)).toList());
			assertThat(balances.get(0).account()).isNotSameAs(accounts.get(0));
			assertThat(Running.context().getBean(ClusterMembers.class).all()).singleElement().satisfies((member) -> {
				assertThat(member.state()).isEqualTo(ClusterMember.State.UP);
				assertThat(member.name()).startsWith("127.0.0.1:");
			});
		}
	}

	private static Account account(int number) {
		return new Account("owner " + number, LocalDate.EPOCH.plusDays(number),
				List.of(BigDecimal.TEN, BigDecimal.valueOf(number)));
	}

	@Test
	void aFailureComesBackAndCodeIsRefused() {
		if (Cell.has(Partner.HAZELCAST)) {
			FanOutOperations reports = Running.fanOut().on("reports");
			Account empty = new Account("nobody", LocalDate.EPOCH, List.of());
			assertThatIllegalStateException()
				.isThrownBy(() -> reports.map(List.of(empty), ClusterTasks.bean(Ledger.class, Ledger::balance)))
				.withMessage("no entries");
			assertThatIllegalArgumentException().isThrownBy(() -> reports.map(List.of(empty), Account::owner))
				.withMessageContaining("ClusterTasks.bean");
		}
	}

	@Test
	void annotatedMethodsRunThereAndAreTriedAgain() {
		boolean both = Cell.has(Partner.HAZELCAST) && Cell.has(Partner.SPRING_RETRY);
		assertThat(Running.context().containsBean("distant")).isEqualTo(both);
		if (both) {
			RetriedElsewhere.Distant distant = Running.context().getBean(RetriedElsewhere.Distant.class);
			assertThat(distant.attempt("first")).isEqualTo(2);
			assertThat(distant.batches(List.of("a", "b", "c"))).containsExactly("a/2", "b/2", "c/1");
		}
	}

}
