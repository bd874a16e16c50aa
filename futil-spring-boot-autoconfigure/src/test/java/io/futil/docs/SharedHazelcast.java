package io.futil.docs;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An instance that the application has for purposes of its own.
 */
@Configuration(proxyBeanMethods = false)
class SharedHazelcast {

	@Bean
	HazelcastInstance hazelcast(Config config) {
		config.getSerializationConfig().setJavaSerializationFilterConfig(new JavaSerializationFilterConfig());
		return Hazelcast.newHazelcastInstance(config);
	}

}
