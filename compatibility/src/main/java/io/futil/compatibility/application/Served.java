package io.futil.compatibility.application;

import java.util.List;

import io.futil.fanout.FanOutOperations;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Serves a page whose tasks read the request, if there is a web server.
 */
@RestController
@ConditionalOnClass(name = "org.springframework.web.servlet.DispatcherServlet")
class Served {

	private final FanOutOperations fanOut;

	Served(FanOutOperations fanOut) {
		this.fanOut = fanOut;
	}

	@GetMapping("/twice")
	String twice(@RequestParam String word) {
		RequestContextHolder.currentRequestAttributes().setAttribute("word", word, RequestAttributes.SCOPE_REQUEST);
		return this.fanOut.map(List.of(1, 2), (item) -> word()).toString();
	}

	private static Object word() {
		return RequestContextHolder.currentRequestAttributes().getAttribute("word", RequestAttributes.SCOPE_REQUEST);
	}

}
