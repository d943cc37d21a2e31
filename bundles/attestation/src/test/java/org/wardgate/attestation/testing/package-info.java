/** What tests of several schemes share. */
@NullMarked
package org.wardgate.attestation.testing;

import org.jspecify.annotations.NullMarked;
