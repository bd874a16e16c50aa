package io.futil.cluster.process;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

import io.futil.cluster.ClusterTask;
import io.futil.cluster.ClusterTasks;
import io.futil.cluster.process.Numbers.Answer;
import io.futil.cluster.process.Numbers.Question;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many questions, and whether each has its one answer.
 */
final class Squares {

	static final ClusterTask<Question, Answer> SQUARE = ClusterTasks.bean(Numbers.class, Numbers::square);

	static final ClusterTask<Question, Answer> SLOW_SQUARE = ClusterTasks.bean(Numbers.class, Numbers::slowSquare);

	private Squares() {
	}

	static List<Question> questions(int count) {
		return IntStream.range(0, count).mapToObj((i) -> new Question(i, "number " + i)).toList();
	}

	static void assertAllAnswered(List<Answer> answers, int count) {
		assertThat(answers).extracting(Answer::number)
			.containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
		assertThat(answers).allMatch((answer) -> answer.square().equals(BigDecimal.valueOf(answer.number()).pow(2)));
	}

}
