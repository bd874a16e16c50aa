package io.futil.actuate;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the operator of the application has opened.
 *
 * @param controls what may be done at all
 * @param bounds the sizes each executor may be given, by its name
 */
public record Permissions(Set<Control> controls, Map<String, Bounds> bounds) {

	boolean allow(Control control) {
		return this.controls.contains(control);
	}

	/**
	 * The sizes an executor may be given now, {@code null} if it has to stay as it is.
	 */
	@Nullable Bounds bounds(String executor) {
		return allow(Control.RESIZE) ? this.bounds.get(executor) : null;
	}

}
