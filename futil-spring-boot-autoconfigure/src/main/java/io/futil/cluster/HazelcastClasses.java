package io.futil.cluster;

import com.hazelcast.nio.serialization.DataSerializable;

/**
 * The classes that an instance of futil's own finds by their names. Hazelcast filters
 * what Java deserialises, and nothing of what it makes by its name and has read itself:
 * of that, there is the one message, and what is Hazelcast's.
 */
final class HazelcastClasses extends ClassLoader {

	HazelcastClasses(ClassLoader parent) {
		super(parent);
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		// Nothing of it runs before it is initialised, and by this it is not.
		Class<?> type = super.loadClass(name, resolve);
		if (DataSerializable.class.isAssignableFrom(type) && type != ClusterMessage.class
				&& !name.startsWith("com.hazelcast.")) {
			// Of one that is only not found, Hazelcast asks another loader.
			throw new SecurityException("Class " + name + " is none of Hazelcast's");
		}
		return type;
	}

}
