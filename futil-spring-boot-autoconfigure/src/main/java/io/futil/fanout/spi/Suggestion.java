package io.futil.fanout.spi;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What somebody may have meant who wrote a name that nobody knows.
 */
public final class Suggestion {

	/** One slip in so many letters, and one slip in any case. */
	private static final int LETTERS_PER_SLIP = 3;

	private Suggestion() {
	}

	/**
	 * The known name that is nearest to what was written.
	 * @param written what was written
	 * @param known the known names, those that are to be preferred first
	 * @return the one with the fewest slips, if they are few; or else the only one that
	 * has all words of what was written, or of which that has all words; {@code null} if
	 * there is none
	 */
	public static @Nullable String nearest(String written, Collection<String> known) {
		String nearest = null;
		int fewest = Integer.MAX_VALUE;
		for (String name : known) {
			int allowed = Math.max(1, name.length() / LETTERS_PER_SLIP);
			if (Math.abs(written.length() - name.length()) <= allowed) {
				int slips = slips(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
				if (slips <= allowed && slips < fewest) {
					nearest = name;
					fewest = slips;
				}
			}
		}
		return (nearest != null) ? nearest : ofTheSameWords(written, known);
	}

	/**
	 * A question to begin a remedy with.
	 * @param written what was written
	 * @param known the known names
	 * @return as in {@code Did you mean 'io'?} and a space, or nothing
	 */
	public static String question(String written, Collection<String> known) {
		String nearest = nearest(written, known);
		return (nearest != null) ? "Did you mean '" + nearest + "'? " : "";
	}

	private static @Nullable String ofTheSameWords(String written, Collection<String> known) {
		Set<String> words = words(written);
		List<String> fitting = known.stream()
			.filter((name) -> words.containsAll(words(name)) || words(name).containsAll(words))
			.toList();
		return (fitting.size() == 1 && !words.isEmpty()) ? fitting.get(0) : null;
	}

	private static Set<String> words(String name) {
		return Pattern.compile("[^a-z0-9]+")
			.splitAsStream(name.toLowerCase(Locale.ROOT))
			.filter((word) -> !word.isEmpty())
			.collect(Collectors.toSet());
	}

	/**
	 * How many letters were left out, added, changed or swapped with their neighbour.
	 */
	private static int slips(String one, String other) {
		int[][] slips = new int[one.length() + 1][other.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= other.length(); j++) {
				slips[i][j] = (i == 0 || j == 0) ? i + j : fewest(slips, one, other, i, j);
			}
		}
		return slips[one.length()][other.length()];
	}

	private static int fewest(int[][] slips, String one, String other, int i, int j) {
		char last = one.charAt(i - 1);
		int changed = slips[i - 1][j - 1] + ((last == other.charAt(j - 1)) ? 0 : 1);
		int fewest = Math.min(changed, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
		boolean swapped = i > 1 && j > 1 && last == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
		return swapped ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
	}

}
