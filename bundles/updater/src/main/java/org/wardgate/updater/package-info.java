/** Takes and verifies signed updates of the gateway's own bundles. */
@NullMarked
package org.wardgate.updater;

import org.jspecify.annotations.NullMarked;
