package io.futil.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Which methods a peer can name: those that a bean has for others.
 */
class BeanMethodTests {

	private final BeanInvoker invoker = new BeanInvoker(Wire.allowed(), beans());

	private static DefaultListableBeanFactory beans() {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("application", new Application());
		return beans;
	}

	private static BeanCall call(Class<?> type, String method, String parameterType) {
		return new BeanCall(type.getName(), method, List.of(parameterType), false);
	}

	@ParameterizedTest
	@CsvSource({ "main,[Ljava.lang.String;", "guarded,int" })
	void neitherAStaticNorAPrivateOneIsThereForAPeer(String method, String parameterType) {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.invoker.find(call(Application.class, method, parameterType)))
			.withMessageContaining("has no method " + method);
	}

	@Test
	void aReferenceToAPrivateOneIsRefusedWithTheRemedy() {
		assertThatIllegalArgumentException().isThrownBy(Application::task)
			.withMessageContaining("Application.guarded is private")
			.withMessageContaining("Let it be seen in its package at least");
	}

	@Test
	void oneThatAnAbstractClassHasFromAnInterfaceIsFound() throws Exception {
		ClusterTask<Integer, Integer> task = ClusterTasks.bean(AbstractPriced.class, AbstractPriced::price);
		BeanInvoker.Found found = this.invoker.find(new BeanCall(AbstractPriced.class.getName(),
				task.target().method().getName(), BeanInvoker.parameterTypes(task.target().method()), false));
		assertThat(this.invoker.invoke(found, new Object[] { 2 })).isEqualTo(6);
	}

	@Test
	void aFutureThatIsNoneIsAFailure() {
		BeanInvoker.Found found = this.invoker.find(call(Application.class, "later", "int"));
		assertThatIllegalStateException().isThrownBy(() -> this.invoker.invoke(found, new Object[] { 2 }))
			.withMessageContaining("later returned null instead of a future");
	}

	interface Priced {

		int price(int number);

	}

	abstract static class AbstractPriced implements Priced {

	}

	/** As the class with the main method is a bean of most applications. */
	static class Application extends AbstractPriced {

		private static final AtomicInteger STARTS = new AtomicInteger();

		static void main(String[] arguments) {
			STARTS.incrementAndGet();
		}

		static ClusterTask<Integer, Integer> task() {
			return ClusterTasks.bean(Application.class, Application::guarded);
		}

		@Override
		public int price(int number) {
			return 3 * number;
		}

		@Nullable CompletableFuture<Integer> later(int number) {
			return null;
		}

		private int guarded(int number) {
			return number;
		}

	}

}
