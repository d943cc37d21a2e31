/** Whether what runs is well. */
@NullMarked
package org.wardgate.installer.health;

import org.jspecify.annotations.NullMarked;
