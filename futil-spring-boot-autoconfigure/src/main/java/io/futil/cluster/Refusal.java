package io.futil.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * A value cannot be written. On its way up it learns where that value is; what users see
 * of it is an {@link UntravelableTypeException}.
 */
final class Refusal extends RuntimeException {

	/** Of a list that contains itself, all else is repetition. */
	private static final int MAX_PLACES = 5;

	private final String remedy;

	private final List<String> places = new ArrayList<>();

	Refusal(String reason, String remedy) {
		super(reason, null, false, false);
		this.remedy = remedy;
	}

	/** Tell where the refused value is: the innermost place first. */
	Refusal in(String place) {
		this.places.add(place);
		return this;
	}

	UntravelableTypeException toException() {
		List<String> named = this.places.subList(0, Math.min(MAX_PLACES, this.places.size()));
		String where = named.isEmpty() ? "" : ", in " + String.join(", in ", named);
		String more = (this.places.size() > MAX_PLACES) ? ", and so on" : "";
		return new UntravelableTypeException(getMessage() + where + more + ". " + this.remedy + ".");
	}

}
