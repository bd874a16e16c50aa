package io.futil.compatibility.application;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A bean that members of a cluster call, if Hazelcast is there.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "com.hazelcast.core.HazelcastInstance")
public class Clustered {

	@Bean
	Ledger ledger() {
		return new Ledger();
	}

	/** What travels there. */
	public record Account(String owner, LocalDate since, List<BigDecimal> entries) {
	}

	/** What travels back. */
	public record Balance(Account account, BigDecimal sum) {
	}

	/** Adds up. */
	public static class Ledger {

		public Balance balance(Account account) {
			if (account.entries().isEmpty()) {
				throw new IllegalStateException("no entries");
			}
			return new Balance(account, account.entries().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
		}

	}

}
