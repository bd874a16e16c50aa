package io.futil.sample;

import com.hazelcast.core.Hazelcast;
import io.futil.cluster.ClusterMembers;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Without the profile there is no cluster, and nothing of Hazelcast is started.
 */
@RunningSample
class WithoutClusterTests {

	@LocalServerPort
	int port;

	@Autowired
	ApplicationContext context;

	@Test
	void startsNoMember() {
		assertThat(this.context.getBeansOfType(ClusterMembers.class)).isEmpty();
		assertThat(this.context.containsBean("workers")).isFalse();
		assertThat(Hazelcast.getAllHazelcastInstances()).isEmpty();
	}

	@Test
	void thePageIsToldOfNobody() {
		Reply reply = Reply.of(this.port, "/members");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.body().isArray()).isTrue();
		assertThat(reply.body()).isEmpty();
	}

}
