/** Evidence that a secure element authenticates with the device's own key. */
@NullMarked
package org.wardgate.attestation.se;

import org.jspecify.annotations.NullMarked;
