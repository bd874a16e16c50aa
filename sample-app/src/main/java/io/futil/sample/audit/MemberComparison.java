package io.futil.sample.audit;

/**
 * What a member says of a file.
 *
 * @param member the name of the member
 * @param comparison what became of the file
 * @param millis how long that took there, without the way to it and back
 */
record MemberComparison(String member, Comparison comparison, double millis) {
}
