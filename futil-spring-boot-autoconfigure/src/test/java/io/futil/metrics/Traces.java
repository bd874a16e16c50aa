package io.futil.metrics;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import brave.Tracing;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.ThreadLocalCurrentTraceContext;
import brave.propagation.TraceContext;
import io.futil.fanout.spi.ContextPort;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BraveFinishedSpan;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.exporter.FinishedSpan;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleTracer;

/**
 * A tracer that observations are told to, and the spans it has finished.
 */
enum Traces {

	SIMPLE {

		@Override
		Recording start() {
			SimpleTracer tracer = new SimpleTracer();
			return new Recording(tracer, tracer.getSpans(), () -> {
			});
		}

	},

	BRAVE {

		@Override
		Recording start() {
			Queue<FinishedSpan> spans = new ConcurrentLinkedQueue<>();
			Tracing tracing = Tracing.newBuilder()
				.currentTraceContext(ThreadLocalCurrentTraceContext.create())
				.addSpanHandler(new SpanHandler() {

					@Override
					public boolean end(TraceContext context, MutableSpan span, Cause cause) {
						return spans.add(BraveFinishedSpan.fromBrave(span));
					}

				})
				.build();
			Tracer tracer = new BraveTracer(tracing.tracer(),
					new BraveCurrentTraceContext(tracing.currentTraceContext()), new BraveBaggageManager());
			return new Recording(tracer, spans, tracing::close);
		}

	};

	abstract Recording start();

	/**
	 * What is recorded.
	 *
	 * @param tracer the tracer
	 * @param spans the spans that have ended
	 * @param stop what is to be done at the end
	 */
	record Recording(Tracer tracer, Collection<? extends FinishedSpan> spans, Runnable stop) implements AutoCloseable {

		ObservationRegistry observations() {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(this.tracer));
			return registry;
		}

		/** Brings what Micrometer knows of to the tasks. */
		ContextPort propagation() {
			ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().clearMissing(true).build();
			return () -> {
				ContextSnapshot snapshot = snapshots.captureAll();
				return () -> snapshot.setThreadLocals()::close;
			};
		}

		/** The names of the parents of the spans of a name. */
		List<String> parents(String name) {
			return named(name).stream().map((span) -> nameOf(span.getParentId())).toList();
		}

		List<? extends FinishedSpan> named(String name) {
			return this.spans.stream().filter((span) -> name.equals(span.getName())).toList();
		}

		private String nameOf(String id) {
			return this.spans.stream()
				.filter((span) -> span.getSpanId().equals(id))
				.map(FinishedSpan::getName)
				.findFirst()
				.orElse("none");
		}

		@Override
		public void close() {
			this.stop.run();
		}

	}

}
