/** Turns manifests into what verifiers look up, small and flat. */
@NullMarked
package org.wardgate.references.set;

import org.jspecify.annotations.NullMarked;
