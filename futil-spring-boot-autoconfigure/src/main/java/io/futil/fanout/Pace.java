package io.futil.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import io.futil.fanout.spi.RateLimit;
import io.futil.fanout.spi.RateLimit.Grant;
import org.jspecify.annotations.Nullable;

/**
 * The permits that a call needs to start attempts: one of each limit it is under, for
 * each start. A call asks for one start at a time, so that calls which share a limit take
 * turns, and while it stands in line no worker of it waits. Permits that have come are in
 * its hands until a worker uses them.
 */
final class Pace {

	private final Call<?, ?> call;

	/** Whether there is anything to start. */
	private final BooleanSupplier wanted;

	private final List<Permit> permits = new ArrayList<>(2);

	/** Held for a few instructions, and never around a limit. */
	private final ReentrantLock lock = new ReentrantLock();

	/** Changed with the lock held. */
	private volatile State state = State.IDLE;

	/** Workers that have taken permits and not claimed yet. Guarded by the lock. */
	private int starting;

	/** How often permits were given back. Guarded by the lock. */
	private int returns;

	/** Stays so when the call has ended. */
	private volatile boolean hopeless;

	/** A thread that asks and looks itself what has come of it. */
	private volatile @Nullable Thread asker;

	private Pace(Call<?, ?> call, BooleanSupplier wanted) {
		this.call = call;
		this.wanted = wanted;
	}

	/**
	 * The pace of a call.
	 * @param wanted whether there is anything to start
	 * @return {@code null} if the call is under no limit
	 */
	static @Nullable Pace of(Call<?, ?> call, BooleanSupplier wanted) {
		Pace pace = new Pace(call, wanted);
		Rate rate = call.settings().rate();
		if (rate != null) {
			pace.permits.add(pace.new Permit(new RateLimit(rate.permits(), rate.period())));
		}
		RateLimit shared = call.handle().rateLimit();
		if (shared != null) {
			pace.permits.add(pace.new Permit(shared));
		}
		return pace.permits.isEmpty() ? null : pace;
	}

	// Called by workers

	/** Whether a worker that has a task to start should come and ask. */
	boolean isOpen() {
		State state = this.state;
		return state == State.IDLE || state == State.READY || state == State.REFUSED;
	}

	/** Whether there is a task for which no permit will come before the deadline. */
	boolean isHopeless() {
		return this.hopeless;
	}

	/**
	 * Take the permits for one start. Called by a worker that has a task to start.
	 * @return one of each limit, to use or to give back; {@code null} if the worker has
	 * to go home
	 */
	@Nullable List<Grant> take() {
		ask(Thread.currentThread());
		if (!move(State.READY, State.ASKING)) {
			return null;
		}
		for (Permit permit : this.permits) {
			if (!permit.renew()) {
				return null;
			}
		}
		return start();
	}

	/** Nobody else may take what was renewed just now for what he has asked for. */
	private @Nullable List<Grant> start() {
		this.lock.lock();
		try {
			if (!move(State.ASKING, State.IDLE)) {
				return null;
			}
			this.starting++;
			List<Grant> taken = new ArrayList<>(this.permits.size());
			this.permits.forEach((permit) -> taken.add(Objects.requireNonNull(permit.letGo())));
			return taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ask for the permits of the next start, while a worker is there that could use them.
	 */
	void askAhead() {
		Thread thread = Thread.currentThread();
		// The caller sends nobody: somebody else has to be told.
		ask(this.call.caller().isInside(thread) ? null : thread);
	}

	/** What permits were taken for has been claimed, if there was anything. */
	void started() {
		this.lock.lock();
		try {
			this.starting--;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Whether no permit will come in time, and nobody is about to use one that came. */
	boolean isRefused() {
		this.lock.lock();
		try {
			return this.state == State.REFUSED && this.starting == 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** There is a task for which none will come. */
	void giveUp() {
		if (move(State.REFUSED, State.HOPELESS)) {
			this.hopeless = true;
		}
	}

	/** There was nothing to start after all. */
	void giveBack(List<Grant> taken) {
		taken.forEach(Grant::giveBack);
		// There are more than when the call was refused, or is refused just now.
		this.lock.lock();
		try {
			this.returns++;
			this.state = (this.state == State.REFUSED) ? State.IDLE : this.state;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void ask(@Nullable Thread asker) {
		if (move(State.IDLE, State.ASKING)) {
			this.asker = asker;
			proceed();
			this.asker = null;
		}
	}

	// Called by anybody

	/** The call has ended. */
	void close() {
		this.lock.lock();
		try {
			this.state = State.CLOSED;
		}
		finally {
			this.lock.unlock();
		}
		this.permits.forEach(Permit::close);
	}

	/** Ask for the first permit that is missing; if none is, something can start. */
	private void proceed() {
		Permit missing = null;
		int returnsBefore;
		this.lock.lock();
		try {
			if (this.state != State.ASKING) {
				return;
			}
			returnsBefore = this.returns;
			for (Permit permit : this.permits) {
				if (missing == null && permit.grant == null) {
					missing = permit;
				}
			}
			if (missing == null) {
				this.state = State.READY;
			}
		}
		finally {
			this.lock.unlock();
		}
		if (missing == null) {
			becomeReady();
		}
		else if (!missing.limit.ask(missing, Math.max(0, this.call.deadline().remaining()))) {
			becomeRefused(returnsBefore);
		}
	}

	private void becomeReady() {
		if (this.asker == Thread.currentThread()) {
			return;
		}
		if (this.wanted.getAsBoolean()) {
			this.call.recall().taskReady();
		}
		else if (move(State.READY, State.IDLE)) {
			// Others may need them; who has something to start again asks again.
			this.permits.forEach(Permit::drop);
		}
	}

	/** Whether that matters, a worker has to see: perhaps there is no task any more. */
	private void becomeRefused(int returnsBefore) {
		boolean changed;
		this.lock.lock();
		try {
			changed = move(State.ASKING, (this.returns == returnsBefore) ? State.REFUSED : State.IDLE);
		}
		finally {
			this.lock.unlock();
		}
		if (changed) {
			this.permits.forEach(Permit::drop);
			if (this.asker != Thread.currentThread()) {
				this.call.recall().taskReady();
			}
		}
	}

	private boolean move(State from, State to) {
		this.lock.lock();
		try {
			boolean moves = this.state == from;
			this.state = moves ? to : this.state;
			return moves;
		}
		finally {
			this.lock.unlock();
		}
	}

	private enum State {

		/** Nobody has asked. */
		IDLE,

		/** A permit is asked for, or being used. */
		ASKING,

		/** All permits for one start are held. */
		READY,

		/** No permit comes before the deadline. */
		REFUSED,

		/** The same, and there is a task that needs one. */
		HOPELESS,

		/** The call has ended. */
		CLOSED

	}

	/**
	 * A permit of one limit.
	 */
	private final class Permit implements RateLimit.Waiter {

		private final RateLimit limit;

		/** What is held. Guarded by the lock. */
		private @Nullable Grant grant;

		private Permit(RateLimit limit) {
			this.limit = limit;
		}

		@Override
		public void granted(Grant grant) {
			if (hold(grant)) {
				proceed();
			}
		}

		@Override
		public void comeBackIn(long nanos, Runnable comeBack) {
			if (Pace.this.call.hasEnded()) {
				// The clock would not come for it, and others stand behind.
				this.limit.leave(this);
			}
			else {
				Pace.this.call.watch().alarm(nanos, comeBack);
			}
		}

		/** Hold it, or give it back if the call has ended. */
		private boolean hold(Grant grant) {
			Pace.this.lock.lock();
			try {
				if (Pace.this.state != State.CLOSED) {
					this.grant = grant;
					return true;
				}
			}
			finally {
				Pace.this.lock.unlock();
			}
			grant.giveBack();
			return false;
		}

		/**
		 * Something is about to start with it.
		 * @return {@code false} if it must not: it is in line again, or the call has
		 * ended
		 */
		private boolean renew() {
			Grant grant = letGo();
			return grant != null && grant.renew() && hold(grant);
		}

		private void drop() {
			Grant grant = letGo();
			if (grant != null) {
				grant.giveBack();
			}
		}

		private void close() {
			drop();
			this.limit.leave(this);
		}

		/** Hold it no more. */
		private @Nullable Grant letGo() {
			Pace.this.lock.lock();
			try {
				Grant grant = this.grant;
				this.grant = null;
				return grant;
			}
			finally {
				Pace.this.lock.unlock();
			}
		}

	}

}
