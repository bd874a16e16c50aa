package io.futil.cluster;

import java.util.List;

/**
 * The method of a bean that another member is to call. Names only: that member has the
 * code, and looks up what it allows.
 *
 * @param type the class or interface that the method was named on
 * @param method the name of the method
 * @param parameterTypes the names of the types it takes, as {@link Class#getName()} tells
 * them
 * @param direct whether advice that would send the call elsewhere is passed over: it has
 * been
 */
record BeanCall(String type, String method, List<String> parameterTypes, boolean direct) {

	BeanCall {
		parameterTypes = List.copyOf(parameterTypes);
	}

}
