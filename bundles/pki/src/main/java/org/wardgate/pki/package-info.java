/**
 * The ward CA: its root, the gateway's own certificate, and the certificates of admitted devices.
 */
@NullMarked
package org.wardgate.pki;

import org.jspecify.annotations.NullMarked;
