package com.acme.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An order, as users have them.
 *
 * @param id its number
 * @param customer who wants it
 * @param placed when
 * @param state what became of it
 * @param lines what is wanted
 */
public record Order(long id, @Nullable String customer, @Nullable Instant placed, State state, List<Line> lines) {

	public enum State {

		PLACED, PAID {

			@Override
			boolean isOver() {
				return true;
			}

		};

		boolean isOver() {
			return false;
		}

	}

	public record Line(String article, int count, BigDecimal price) {

		public Line {
			if (count < 0) {
				throw new IllegalArgumentException("count");
			}
		}

	}

}
