/**
 * Protection profiles: what evidence must say, as ordered rules, and the engine that applies them.
 */
@NullMarked
package org.wardgate.attestation.profile;

import org.jspecify.annotations.NullMarked;
