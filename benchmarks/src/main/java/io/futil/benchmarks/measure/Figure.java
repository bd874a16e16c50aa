package io.futil.benchmarks.measure;

import java.util.List;

/**
 * A number that a row measures for each implementation.
 *
 * @param name its name, which is also its unit
 * @param limit what is possible
 * @param peer whom futil is compared with first
 * @param must what futil has to reach
 * @param aim what futil wants to reach
 */
public record Figure(String name, Reference limit, Reference peer, Bound must, Bound aim) {

	public static Figure of(String name) {
		return new Figure(name, Reference.NONE, Reference.NONE, Bound.NONE, Bound.NONE);
	}

	public Figure limit(Reference limit) {
		return new Figure(this.name, limit, this.peer, this.must, this.aim);
	}

	public Figure peer(Reference peer) {
		return new Figure(this.name, this.limit, peer, this.must, this.aim);
	}

	public Figure must(Bound must) {
		return new Figure(this.name, this.limit, this.peer, must, this.aim);
	}

	public Figure aim(Bound aim) {
		return new Figure(this.name, this.limit, this.peer, this.must, aim);
	}

	List<Reference> references() {
		return List.of(this.limit, this.peer, this.must.reference(), this.aim.reference());
	}

}
