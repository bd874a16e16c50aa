package io.futil.autoconfigure;

import java.util.Collections;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether an executor runs its tasks on a cluster.
 */
final class OnClusterExecutor extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean any = kinds(context.getEnvironment()).values()
			.stream()
			.anyMatch((kind) -> kind.threads() == FutilProperties.Threads.CLUSTER);
		return new ConditionOutcome(any,
				ConditionMessage.forCondition("Executors").because((any ? "one" : "none") + " has threads 'cluster'"));
	}

	private static Map<String, Kind> kinds(Environment environment) {
		try {
			return Binder.get(environment)
				.bind("futil.executors", Bindable.mapOf(String.class, Kind.class))
				.orElseGet(Collections::emptyMap);
		}
		catch (BindException ex) {
			// Whoever needs all settings says what is wrong.
			return Collections.emptyMap();
		}
	}

	/** All there is to know of an executor here. */
	record Kind(FutilProperties.@Nullable Threads threads) {

	}

}
