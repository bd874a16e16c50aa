/**
 * Fan-out over executors: {@link io.futil.fanout.FanOutOperations}, what it returns and
 * throws, and the engine behind it.
 *
 * <h2>The engine on one page</h2>
 * <p>
 * One invocation of a verb is one {@code Call}. It owns a <b>source</b> (where tasks come
 * from), <b>workers</b> (what runs them), a <b>deadline</b> and a <b>sink</b> (where
 * outcomes go). The verbs differ in source, sink and in what they make of the sink at the
 * end ({@code ListCall}, {@code RaceCall}, {@code GatherCall},
 * {@code ResultSpliterator}); the engine is the same. What happens to a task between its
 * claim and its outcome is in {@code TaskLoop.step()} and nowhere else.
 *
 * <pre>
 *  caller                      executor                         sink
 *    | Crew.start: hire workers   |                               |
 *    |--- ExecutorHandle.submit --&gt;| Carrier: Worker.carry         |
 *    |                            |   claim from the source       |
 *    | Call.await                 |   run, guarded                |
 *    |                            |   deliver -------------------&gt;|
 *    |&lt;-------- Call.end ---------|   until nothing is claimable  |
 *    | verdict or values          |                               |
 * </pre>
 *
 * <b>A call</b> is open, stopped or ended. It stops at most once, for one reason
 * ({@code Stop}: failed, timed out, interrupted, cancelled, rejected, won), by one
 * compare-and-set: from then on no task starts. It ends once: when its source is
 * exhausted and no worker is active; or, if it has stopped, at once or when its active
 * workers have left or their grace is over, as the reason says. What a task delivers
 * after the end is dropped. Anybody may stop a call (a worker, its caller, the timer, a
 * future); the end wakes the caller and, for futures, runs what completes them, never on
 * the timer.
 * <p>
 * <b>A worker</b> is hired and decorated on the caller's thread, so that it has the
 * caller's context, and is in one of three places: resting in the {@code Crew} of its
 * call, loaded into the {@code Carrier} that an executor has for it, or carried by one
 * thread. It goes home when nothing is claimable (also when a stream's consumer is slow:
 * nobody parks) and whoever makes a task claimable launches one that rests. Both sides
 * look again after they have written, so no wake-up is lost. One that the executor turns
 * away rests, too, while a stream's consumer is elsewhere, who sends it when it comes
 * back and lends its place; else the call is rejected. Where others wait for the
 * executor, a worker gives way behind a task once its slice of a millisecond is over, and
 * stands last.
 * <p>
 * <b>The caller</b> waits, and may be a worker first: where the executor agrees, has a
 * thread to spare, and neither a deadline nor a transaction is at stake, it carries one
 * worker for half a millisecond, or less if no other one has begun. A short call then
 * wakes one thread instead of all, or none.
 * <p>
 * <b>Tiny tasks</b> share what is the same for all of them. A worker claims a block
 * ({@code Claim}), performs it in short runs, and others may take the back half of what
 * is not in a run. Where only values are wanted of a collection, each takes the place of
 * its item ({@code Segments}). An iterator is read by whole {@code Batch}es, and the
 * outcomes of a run go to a stream as one {@code Parcel}, timed by a {@code RowClock}.
 * How many tasks that are is learned from how long the last ones took: one each where
 * they take their time. It is done for plain calls only, which have nothing to say about
 * a single task while it runs. A worker may still sit on what others could do: so a
 * {@code StallWatch} looks, at each beat of a {@code Heartbeat} that all calls share,
 * whether the call gets on, and brings a worker that rests if it does not.
 * <p>
 * <b>Interrupts</b> pass through the worker's {@code AttemptGuard}: they hit the attempt
 * they are meant for or nobody. Stopping writes the reason first and interrupts second; a
 * worker declares its attempt first and looks for a reason second.
 * <p>
 * <b>Nesting</b>: law 4 of the engine is that no verb inside a verb can dead-lock. We
 * weighed two ways. <i>Helping</i>, where the waiting worker runs tasks of its own call,
 * needs no thread but runs a task on a thread that has a deadline to keep, with the
 * interrupts and the transaction of another; it also does not help where two unrelated
 * calls wait for each other's pools. <i>Lending</i>, where the waiting worker's place
 * goes to a spare thread until it has waited, costs a parked thread for each call that is
 * waited for and keeps all of that apart. We lend: see {@code LentPlaces}. A reader whose
 * iterator waits lends, too ({@code ReaderPlace}); and where an executor makes who
 * submits wait for a place, a task has that done beside it ({@code Dispatch}).
 * <p>
 * <b>The clock</b> makes tasks claimable, too: one that is to be tried again, or the next
 * one of a race that hedges, or one whose turn it is at a rate limit. It only says so;
 * {@code Recall} has somebody else send the worker, because an executor may take its time
 * or run the task right there: whoever waits for the call, or a thread beside the clock
 * if nobody does.
 * <p>
 * <b>Retry</b> is a source around the call's own one, {@code RetrySource}, so that nobody
 * else need know of it. A task that fails becomes a {@code Trial} that no worker holds:
 * first it waits on the clock, then it stands behind the first attempts. The call is not
 * done while there is one, and at its end they are told as what they are, tasks that
 * happened. Whether there is a next attempt is asked in the worker, in the caller's
 * context; one that could only come behind the deadline is not waited for.
 * <p>
 * <b>Rate limits</b> are another source around that, {@code PacedSource}. Nothing is
 * claimed without leave of each limit. The call asks for one start at a time and stands
 * in line with other calls ({@code Pace}); its workers go home meanwhile, and whoever has
 * started something asks ahead for the next. A {@code RateLimit} is a bucket of Bucket4j
 * and a line, has no thread, and tells the first in line when to come back. Leave is
 * renewed when a worker takes it up, and the token is taken once a task is claimed, so
 * what is bounded is the starts, however late a worker comes.
 * <p>
 * <b>Progress</b> is counted by workers and told on a thread beside the clock, in the
 * caller's context: a listener that blocks is in nobody's way.
 * <p>
 * <b>Listeners</b> hear of a call through its {@code Report}: how long a worker stood in
 * the queue, how each attempt ended and how long it ran, retries, the end. What a worker
 * has to tell it tells before anybody can see the call's end. Plain tasks have times of
 * their own ({@code AttemptTimes}): one by one, or together where they are tiny. A
 * listener is not trusted; what it throws is logged. The <b>caller's context</b> is
 * captured once, on its thread, and stands around each piece of user code
 * ({@code CallContext}), inside the decoration of the executor.
 * <p>
 * <b>Abandoned</b> is a task that goes on when its call has ended: it keeps its thread,
 * and its executor's handle counts it until it ends.
 * <p>
 * <b>Who guards what</b>: the call's counters and reason are atomics; the reader of a
 * lazy source has a lock, never held around a task and never waited for; slots of results
 * are written by one worker each and read after the end; a trial belongs to whoever has
 * taken it; a pace and a rate limit have a lock each, held for a few instructions and
 * never around each other or anybody's code. No user code runs on the timer, and the
 * timer runs only steps that do not block.
 */
@NullMarked
package io.futil.fanout;

import org.jspecify.annotations.NullMarked;
