/**
 * Annotated methods, beside the application and not below it: Spring Boot reads all
 * classes there, and these cannot be read without Spring Retry.
 */
package io.futil.compatibility.retry;
