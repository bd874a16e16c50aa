package io.futil.context;

import java.util.ArrayList;
import java.util.List;

import io.futil.fanout.spi.CapturedContext;
import io.futil.fanout.spi.Scope;
import org.jspecify.annotations.Nullable;

/**
 * All that the tasks of a call inherit. In the order of the fields one is inside of the
 * other: an observation that becomes current may write to the logging context, and has
 * taken that back before the thread's own is restored.
 * <p>
 * A thread that has all of it already is only looked at, before and behind the task: that
 * is what happens to tiny tasks of a caller who has nothing. Hence each field is asked by
 * itself, which the compiler can do in place, as it cannot do with a list.
 */
final class CallerContext implements CapturedContext {

	private final @Nullable NoTransaction transaction;

	private final @Nullable InheritedMdc mdc;

	private final InheritedLocale locale;

	private final @Nullable InheritedRequest request;

	private final @Nullable InheritedIdentity identity;

	private final @Nullable InheritedIdentity identityOfBean;

	private final @Nullable InheritedValues values;

	/** The same, from the outermost. */
	private final Inherited[] all;

	private final Scope tidying = this::tidy;

	CallerContext(@Nullable NoTransaction transaction, @Nullable InheritedMdc mdc, InheritedLocale locale,
			@Nullable InheritedRequest request, @Nullable InheritedIdentity identity,
			@Nullable InheritedIdentity identityOfBean, @Nullable InheritedValues values) {
		this.transaction = transaction;
		this.mdc = mdc;
		this.locale = locale;
		this.request = request;
		this.identity = identity;
		this.identityOfBean = identityOfBean;
		this.values = values;
		this.all = present(transaction, mdc, locale, request, identity, identityOfBean, values);
	}

	private static Inherited[] present(@Nullable Inherited... parts) {
		List<Inherited> present = new ArrayList<>(parts.length);
		for (Inherited part : parts) {
			if (part != null) {
				present.add(part);
			}
		}
		return present.toArray(Inherited[]::new);
	}

	@Override
	public Scope open() {
		return isThere() ? this.tidying : establish();
	}

	/**
	 * An identity is shared by no tasks, however tiny: what one of them makes itself
	 * would be what the next one is.
	 */
	@Override
	public boolean isInPlace() {
		return this.identity == null && this.identityOfBean == null && isThere();
	}

	private boolean isThere() {
		return (this.transaction == null || this.transaction.isInPlace()) && (this.mdc == null || this.mdc.isInPlace())
				&& this.locale.isInPlace() && (this.request == null || this.request.isInPlace())
				&& (this.identity == null || this.identity.isInPlace())
				&& (this.identityOfBean == null || this.identityOfBean.isInPlace())
				&& (this.values == null || this.values.isInPlace());
	}

	private void tidy() {
		try {
			if (this.values != null) {
				this.values.tidy();
			}
			if (this.identityOfBean != null) {
				this.identityOfBean.tidy();
			}
			if (this.identity != null) {
				this.identity.tidy();
			}
			if (this.request != null) {
				this.request.tidy();
			}
			this.locale.tidy();
			if (this.mdc != null) {
				this.mdc.tidy();
			}
			if (this.transaction != null) {
				this.transaction.tidy();
			}
		}
		catch (Throwable ex) {
			tidyAll(ex);
		}
	}

	/** One of them has failed, and those before have nothing more to do. */
	private void tidyAll(Throwable failure) {
		Undoing undoing = new Undoing(failure);
		for (int i = this.all.length - 1; i >= 0; i--) {
			try {
				this.all[i].tidy();
			}
			catch (Throwable ex) {
				undoing.failed(ex);
			}
		}
		undoing.end();
	}

	private Scope establish() {
		Scope[] scopes = new Scope[this.all.length];
		int opened = 0;
		try {
			for (; opened < scopes.length; opened++) {
				scopes[opened] = this.all[opened].open();
			}
		}
		catch (Throwable ex) {
			close(scopes, opened, new Undoing(ex));
			throw ex;
		}
		return () -> close(scopes, scopes.length, new Undoing());
	}

	private static void close(Scope[] scopes, int opened, Undoing undoing) {
		for (int i = opened - 1; i >= 0; i--) {
			try {
				scopes[i].close();
			}
			catch (Throwable ex) {
				undoing.failed(ex);
			}
		}
		undoing.end();
	}

	@Override
	public void release() {
		if (this.request != null) {
			this.request.release();
		}
	}

}
