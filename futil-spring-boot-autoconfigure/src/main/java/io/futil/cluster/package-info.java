/**
 * Executors whose tasks run on the members of a cluster ({@code threads: cluster}).
 *
 * <h2>The cluster on one page</h2>
 *
 * <pre>
 *  worker of a call                                      another virtual machine
 *    | RemoteCalls.run                                      |
 *    |   Codec: arguments to bytes                          |
 *    | Dispatcher: Order -&gt; Member, Outbox === Transport ==&gt;| TaskHost: HostedTask
 *    |   waits                                              |   fanOut.on("cpu").submit
 *    |                                                      |   BeanInvoker: the bean
 *    | Dispatcher: Outcome &lt;========== Transport === Outbox |   Codec: value to bytes
 *    |   Codec: bytes to value, or failure                  |
 * </pre>
 *
 * <b>A waiting thread is the seam.</b> The executor is an ordinary one, of virtual
 * threads where there are any. Its workers hand their task over and wait, so order,
 * deadline, retries, permits, progress and metrics are the engine's and stay here. We
 * weighed tasks that complete without a thread: each law of the engine would have been
 * written a second time, to save a virtual thread for each task under way.
 * <p>
 * <b>What travels</b> is data and the names of methods, in a format of our own
 * ({@link io.futil.cluster.Codec}), never code. Java's serialisation is not used. A class
 * that a peer names has to be of an allowed package and of the right kind before it is
 * loaded ({@code AllowedTypes}).
 * <p>
 * <b>Who runs it</b>: the member that has the least to do, within a window that grows
 * where tasks have shown to be tiny. One message to a member is under way at a time, and
 * what piles up meanwhile goes in the next: so a task alone is not held up, and many
 * travel together ({@code Outbox}).
 * <p>
 * <b>What happens to an order</b> is in {@code Dispatcher}: it is settled once; a member
 * has it until it says that it has ended it, or is lost. A task is answered exactly once,
 * when it has really ended, or with the word that it never started ({@code HostedTask}).
 * <p>
 * <b>Who guards what</b>: the dispatcher's lock guards members, orders and the line;
 * nothing is sent and nobody is woken under it. An outbox has a queue and a flag. Who
 * waits is woken by a future. The clock ({@code Cluster}) says twice a second how this
 * member is, and looks who has been silent.
 * <p>
 * <b>Leaving</b>: executors of a cluster stop first, while their tasks still run
 * elsewhere; then this member takes nothing new, gives back what has not started and ends
 * the rest; then the executors that run tasks here stop, and the connection is closed.
 */
@NullMarked
package io.futil.cluster;

import org.jspecify.annotations.NullMarked;
