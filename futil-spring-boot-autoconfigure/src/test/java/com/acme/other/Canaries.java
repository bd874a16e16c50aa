package com.acme.other;

import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

/**
 * Objects that sing when Java serialisation rebuilds them.
 */
public final class Canaries {

	private Canaries() {
	}

	public static Object proxy() {
		return Proxy.newProxyInstance(Canaries.class.getClassLoader(), new Class<?>[] { Runnable.class },
				new SerializableHandler());
	}

	public static final class WithReadObject implements Serializable {

		private void readObject(ObjectInputStream in) {
			Alarm.ring("readObject");
		}

	}

	public static final class WithReadExternal implements Externalizable {

		@Override
		public void writeExternal(ObjectOutput out) {
		}

		@Override
		public void readExternal(ObjectInput in) {
			Alarm.ring("readExternal");
		}

	}

	public static final class WithReadResolve implements Serializable {

		private Object readResolve() {
			Alarm.ring("readResolve");
			return this;
		}

	}

	static final class SerializableHandler implements InvocationHandler, Serializable {

		private void readObject(ObjectInputStream in) {
			Alarm.ring("readObject of a proxy's handler");
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
			Alarm.ring(method.getName());
			return null;
		}

	}

}
