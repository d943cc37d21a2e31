/** Tests. */
@NullMarked
package org.wardgate.emulators.demo;

import org.jspecify.annotations.NullMarked;
