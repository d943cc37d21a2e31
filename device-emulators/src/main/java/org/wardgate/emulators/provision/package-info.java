/**
 * Makes a demo's certificates, MUD files, inventory, reference values and the gateway's instance.
 */
@NullMarked
package org.wardgate.emulators.provision;

import org.jspecify.annotations.NullMarked;
