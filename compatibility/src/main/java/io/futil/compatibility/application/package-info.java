/**
 * An application that can do with and without each optional partner of futil.
 */
package io.futil.compatibility.application;
