package io.futil.autoconfigure;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.SmartApplicationListener;

/**
 * Hears from Spring Cloud that the environment has changed. Knows its events by their
 * names, so that an application needs no Spring Cloud, and not this version of it.
 */
final class EnvironmentChanges implements SmartApplicationListener {

	static final String CHANGED = "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

	/** Follows the other one where Spring Cloud refreshes, and may come alone. */
	private static final String REFRESHED = "org.springframework.cloud.context.scope.refresh.RefreshScopeRefreshedEvent";

	private static final Set<String> EVENTS = Set.of(CHANGED, REFRESHED);

	/** Spring makes listeners early, whatever they listen to. */
	private final ObjectProvider<LiveTuning> tuning;

	EnvironmentChanges(ObjectProvider<LiveTuning> tuning) {
		this.tuning = tuning;
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> eventType) {
		return name(eventType) != null;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (CHANGED.equals(name(event.getClass()))) {
			this.tuning.getObject().environmentChanged();
		}
		else {
			this.tuning.getObject().lookAgain();
		}
	}

	private static @Nullable String name(Class<?> eventType) {
		for (Class<?> type = eventType; type != null; type = type.getSuperclass()) {
			if (EVENTS.contains(type.getName())) {
				return type.getName();
			}
		}
		return null;
	}

}
