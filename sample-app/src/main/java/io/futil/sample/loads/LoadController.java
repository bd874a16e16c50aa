package io.futil.sample.loads;

import java.util.Set;

import io.futil.sample.loads.StartedLoads.Started;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Starts the loads.
 */
@RestController
final class LoadController {

	/** What a browser says of a page of ours; other clients say nothing. */
	private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

	private final StartedLoads loads;

	LoadController(StartedLoads loads) {
		this.loads = loads;
	}

	/**
	 * Start one: 202, or 409 if there are enough of its kind already. Not for the pages
	 * of others that a browser happens to show.
	 */
	@PostMapping("/loads/{name}")
	@ResponseStatus(HttpStatus.ACCEPTED)
	Accepted start(@PathVariable String name,
			@RequestHeader(name = "Sec-Fetch-Site", defaultValue = "none") String site) {
		if (!OWN_SITE.contains(site)) {
			throw problem(HttpStatus.FORBIDDEN, "Not from here", "Start it from the page at the root");
		}
		Started started = this.loads.start(name);
		if (started == Started.UNKNOWN) {
			throw problem(HttpStatus.NOT_FOUND, "No such load", "There are audit, flaky, race and stuck");
		}
		if (started == Started.FULL) {
			throw problem(HttpStatus.CONFLICT, "Enough of these",
					StartedLoads.MOST + " of these run already; wait until one has ended");
		}
		return new Accepted(name);
	}

	private static ErrorResponseException problem(HttpStatus status, String title, String detail) {
		ErrorResponseException problem = new ErrorResponseException(status,
				ProblemDetail.forStatusAndDetail(status, detail), null);
		problem.setTitle(title);
		return problem;
	}

	/**
	 * What was started.
	 *
	 * @param load its name
	 */
	record Accepted(String load) {
	}

}
