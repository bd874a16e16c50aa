package io.futil.sample.verbs;

import java.io.IOException;

import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.Progress;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * How far a map has come, as it goes, for as long as somebody reads it.
 */
@RestController
final class ProgressVerb {

	private static final long WITHOUT_LIMIT = 0;

	private final FanOutOperations fanOut;

	ProgressVerb(FanOutOperations fanOut) {
		this.fanOut = fanOut;
	}

	@GetMapping(path = "/try/progress", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter progress(@ModelAttribute Knobs knobs) {
		SseEmitter reader = new SseEmitter(WITHOUT_LIMIT);
		FanOutFuture<?> work = knobs.call(this.fanOut, "progress")
			.onProgress((progress) -> send(reader, progress))
			.async()
			.map(knobs.items(), knobs::work);
		reader.onError((gone) -> work.cancel(true));
		work.whenComplete((results, failure) -> reader.complete());
		return reader;
	}

	private static void send(SseEmitter reader, Progress progress) {
		try {
			reader.send(Step.of(progress));
		}
		catch (IOException | IllegalStateException ex) {
			// Nobody reads any more: the container reports that, which cancels the work.
		}
	}

	/**
	 * One report.
	 *
	 * @param done how many items have ended
	 * @param failed how many of them have failed
	 * @param total how many there are
	 * @param leftMillis what is left to do, or -1 as long as nobody can know
	 */
	record Step(long done, long failed, long total, long leftMillis) {

		static Step of(Progress progress) {
			return new Step(progress.done(), progress.failed(), progress.total(),
					progress.eta().map((left) -> left.toMillis()).orElse(-1L));
		}

	}

}
