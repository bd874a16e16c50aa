package io.futil.docs;

import java.io.IOException;
import java.util.List;

import io.futil.docs.Domain.Quote;
import io.futil.docs.Domain.QuoteClient;
import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Recipe: how code that fans out is tested.
 */
class PortfolioTests {

	private final FanOutOperations fanOut = FanOutTemplate.of(Runnable::run);

	private final Portfolio portfolio = new Portfolio(this.fanOut, new QuoteClient());

	@Test
	void quotesAreInTheOrderOfTheSymbols() {
		assertThat(this.portfolio.quotes(List.of("B", "A"))).extracting(Quote::symbol).containsExactly("B", "A");
	}

	@Test
	void aSymbolThatIsUnknownFailsAll() {
		assertThatExceptionOfType(FanOutException.class).isThrownBy(() -> this.portfolio.quotes(List.of("A", "")))
			.withCauseInstanceOf(IOException.class);
	}

}
